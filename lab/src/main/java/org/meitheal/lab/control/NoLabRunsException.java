package org.meitheal.lab.control;

import java.io.IOException;

/** Nobody is there to be asked. */
public final class NoLabRunsException extends IOException {
  private static final long serialVersionUID = 1;

  NoLabRunsException() {
    super("no lab runs on this state folder; start one with `./meitheal up`");
  }
}
