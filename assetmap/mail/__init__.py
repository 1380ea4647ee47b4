"""E-mail: what our letters say, and handing them over to a mail server or to a folder."""
