package org.meitheal.lab.progress;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** One line for each change: for logs and pipes. */
public final class PlainProgress implements Progress {
  private final PrintStream out;
  private final Map<String, String> last = new HashMap<>();

  public PlainProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void report(String subject, String state) {
    if (!state.equals(last.put(subject, state))) {
      out.println(subject + ": " + state);
    }
  }

  @Override
  public synchronized void say(String line) {
    out.println(line);
  }

  @Override
  public void close() {}
}
