"""Alerts as code: `rules` says who is told what, `channel` where it goes, `automations` puts both into a server."""
