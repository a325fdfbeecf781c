"""A first form laid out from the law, to be edited in Word; seldom, for those who keep forms."""
