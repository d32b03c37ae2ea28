"""The owner's language model, where one is connected."""

from __future__ import annotations

from django.db import models


class ModelServer(models.Model):
    """An endpoint that speaks as OpenAI's chat completions do (Ollama, vLLM, llama.cpp). One row at most."""

    url = models.URLField(max_length=500)  # such as http://localhost:11434/v1
    model = models.CharField(max_length=200)
    key = models.TextField(blank=True)  # encrypted
    allows_private = models.BooleanField(default=False)
