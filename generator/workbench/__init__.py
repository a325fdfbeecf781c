"""The workbench: what the commands do, in a browser on this machine, with a folder's files."""
