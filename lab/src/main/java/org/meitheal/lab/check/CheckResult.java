package org.meitheal.lab.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a promise holds, and what was seen.
 *
 * @param problems what does not hold; none if it does
 * @param seen figures and facts, by name
 */
public record CheckResult(
    String check, boolean ok, List<String> problems, Map<String, Object> seen) {
  public CheckResult {
    problems = List.copyOf(problems);
    seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
  }

  /** Collects what is seen. */
  static final class Builder {
    private final String check;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> seen = new LinkedHashMap<>();

    Builder(String check) {
      this.check = check;
    }

    Builder saw(String name, Object value) {
      seen.put(name, value);
      return this;
    }

    Builder require(boolean holds, String problem) {
      if (!holds) {
        problems.add(problem);
      }
      return this;
    }

    CheckResult build() {
      return new CheckResult(check, problems.isEmpty(), problems, seen);
    }
  }

  /** As a person reads it. */
  public String text() {
    StringBuilder text = new StringBuilder(ok ? "ok" : "NOT ok").append("  ").append(check);
    problems.forEach(problem -> text.append(System.lineSeparator()).append("  ! ").append(problem));
    seen.forEach((name, value) ->
        text.append(System.lineSeparator())
            .append("  ")
            .append(name.replace('_', ' '))
            .append(": ")
            .append(value));
    return text.toString();
  }
}
