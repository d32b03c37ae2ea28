"""When somebody may be hurt: threats of violence, self-harm, and injuries by a product."""
