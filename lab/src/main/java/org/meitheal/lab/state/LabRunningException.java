package org.meitheal.lab.state;

import java.io.IOException;

/** Another lab has the state folder. */
public final class LabRunningException extends IOException {
  private static final long serialVersionUID = 1;

  LabRunningException(String pid) {
    super(
        "a lab already runs on this state folder (process "
            + pid
            + "). Stop it, look at it with `./meitheal status`,"
            + " or take another folder with --state-dir");
  }
}
