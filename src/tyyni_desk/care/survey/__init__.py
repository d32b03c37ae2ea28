"""Three questions to the customer when all is over: was the outcome fair, the way to it, and the treatment."""
