"""The customer's page of three questions, and where a lead switches them on."""
