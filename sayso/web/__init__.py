"""The web app: functions from request to response, templates, static files."""
