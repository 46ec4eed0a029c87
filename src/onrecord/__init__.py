"""OnRecord reads reports of a developing story and keeps the account straight."""
