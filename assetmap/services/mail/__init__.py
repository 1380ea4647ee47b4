"""The mail queue: e-mails kept until a mail server takes them."""
