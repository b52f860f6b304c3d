"""What every other package stands on: settings, database, errors, events, text. Knows no feature and no request."""
