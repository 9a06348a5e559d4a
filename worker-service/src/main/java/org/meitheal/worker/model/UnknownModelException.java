package org.meitheal.worker.model;

/** No such model or version is loaded here. */
public final class UnknownModelException extends RuntimeException {
  UnknownModelException(String name) {
    super("model '" + name + "' is not loaded here");
  }

  UnknownModelException(String name, String version) {
    super("version '" + version + "' of model '" + name + "' is not loaded here");
  }
}
