package org.meitheal.lab.command;

import org.meitheal.lab.progress.PlainProgress;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.progress.TerminalProgress;

/** Progress goes to standard error, so that standard output holds the result alone. */
final class Output {
  private Output() {}

  static Progress progress() {
    return "1".equals(System.getenv("MEITHEAL_TERMINAL"))
        ? new TerminalProgress(System.err)
        : new PlainProgress(System.err);
  }
}
