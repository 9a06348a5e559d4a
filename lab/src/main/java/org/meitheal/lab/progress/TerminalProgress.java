package org.meitheal.lab.progress;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line for each subject, redrawn in place. */
public final class TerminalProgress implements Progress {
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final int MOST_COLUMNS = 100;

  private final PrintStream out;
  private final Map<String, String> states = new LinkedHashMap<>();
  private int drawn;

  public TerminalProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void report(String subject, String state) {
    if (!state.equals(states.put(subject, state))) {
      redraw("");
    }
  }

  @Override
  public synchronized void say(String line) {
    redraw(line + System.lineSeparator());
  }

  private void redraw(String before) {
    StringBuilder picture = new StringBuilder();
    if (drawn > 0) {
      picture.append("\u001b[" + drawn + "A");
    }
    picture.append('\r').append(CLEAR_BELOW).append(before);
    int width = states.keySet().stream().mapToInt(String::length).max().orElse(0);
    states.forEach((subject, state) -> picture.append(line(subject, state, width)).append('\n'));
    out.print(picture);
    out.flush();
    drawn = states.size();
  }

  private static String line(String subject, String state, int width) {
    String line = "  " + subject + " ".repeat(width - subject.length() + 2) + state;
    return line.length() > MOST_COLUMNS ? line.substring(0, MOST_COLUMNS - 1) + "…" : line;
  }

  @Override
  public synchronized void close() {
    states.clear();
    drawn = 0;
  }
}
