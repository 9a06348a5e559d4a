package org.meitheal.protocol.http;

import java.io.IOException;
import java.net.URI;

/** Another service answered with a status that is no success. */
public final class RemoteStatusException extends IOException {
  private final int status;

  public RemoteStatusException(URI uri, int status) {
    super(uri + " answered " + status);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
