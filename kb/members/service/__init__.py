"""What can be done with the people of an organisation. Its changes happen one after another (`joining.hold`)."""
