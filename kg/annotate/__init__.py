"""Documents in, annotations out: loads a spaCy pipeline and runs it over a stream of documents."""

from kg.annotate.loading import load_pipeline
from kg.annotate.stream import annotate, annotate_given

__all__ = ["annotate", "annotate_given", "load_pipeline"]
