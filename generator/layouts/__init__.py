"""A first form laid out from the law, to be edited in Word; seldom, and for those who keep forms."""
