package org.meitheal.dashboard.objective;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Sentences;
import org.meitheal.protocol.scheduler.ObjectiveSpec;

/**
 * An objective as somebody writes it: in the words and units of the API and the file, so that what
 * these say of it fits.
 */
public record ObjectiveForm(
    String name,
    String model,
    String pipeline,
    String priority,
    String target,
    String deadline,
    String window,
    String minimum) {
  static final ObjectiveForm EMPTY = new ObjectiveForm("", "", "", "", "", "", "30d", "10");

  private static final List<String> FIELDS =
      List.of("name", "model", "pipeline", "priority", "target", "deadline", "window");

  /** Null where the browser did not send it. */
  public ObjectiveForm {
    name = text(name);
    model = text(model);
    pipeline = text(pipeline);
    priority = text(priority);
    target = text(target);
    deadline = text(deadline);
    window = text(window);
    minimum = text(minimum);
  }

  /**
   * What is wrong with it.
   *
   * @param field that it is about; empty where it is about none, or that is not known
   * @param why in a sentence
   */
  public record Problem(String field, String why) {
    /** Of what the scheduler says: its sentences name what they are about. */
    static Problem of(String why) {
      String words = why.toLowerCase(Locale.ROOT);
      String field =
          words.contains("bad event")
              ? "minimum"
              : FIELDS.stream().filter(words::contains).findFirst().orElse("");
      return new Problem(field, why);
    }
  }

  static ObjectiveForm of(ObjectiveSpec spec) {
    return new ObjectiveForm(
        text(spec.name()),
        text(spec.model()),
        text(spec.pipeline()),
        spec.priority() == null ? "" : String.valueOf(spec.priority()),
        plain(spec.target()),
        spec.deadlineMs() == null ? "" : plain(spec.deadlineMs()),
        text(spec.window()),
        spec.minimumBadEvents() == null ? "" : String.valueOf(spec.minimumBadEvents()));
  }

  /** Values by the names of the form's fields, without that of the objective. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("model", model);
    fields.put("pipeline", pipeline);
    fields.put("priority", priority);
    fields.put("target", target);
    fields.put("deadline", deadline);
    fields.put("window", window);
    fields.put("minimum", minimum);
    return fields;
  }

  ObjectiveForm named(String itsName) {
    return new ObjectiveForm(itsName, model, pipeline, priority, target, deadline, window, minimum);
  }

  /**
   * As it is sent.
   *
   * @throws UnsoundException where it cannot be read, or makes no sense
   */
  ObjectiveSpec toSpec() throws UnsoundException {
    ObjectiveSpec spec =
        new ObjectiveSpec(
            name,
            orNull(model),
            orNull(pipeline),
            number("priority", priority, Integer::valueOf, "Priority must be a whole number."),
            share(),
            number("deadline", deadline, ObjectiveForm::real, "Deadline must be a number of ms."),
            orNull(window),
            number("minimum", minimum, Integer::valueOf, "The least bad requests are a number."));
    try {
      spec.filled(name);
      return spec;
    } catch (IllegalArgumentException senseless) {
      String why = String.valueOf(senseless.getMessage());
      throw new UnsoundException(Problem.of(Sentences.refused(why)));
    }
  }

  /** Says which field, and why. */
  static final class UnsoundException extends Exception {
    private final transient Problem problem;

    UnsoundException(Problem problem) {
      super(problem.why());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  private double share() throws UnsoundException {
    String why = "Target must be a number, as in 0.95.";
    Double share = number("target", target, ObjectiveForm::real, why);
    if (share == null) {
      throw new UnsoundException(new Problem("target", why));
    }
    return share;
  }

  private static <T> @Nullable T number(
      String field, String text, Function<String, T> reader, String otherwise)
      throws UnsoundException {
    try {
      return text.isEmpty() ? null : reader.apply(text);
    } catch (NumberFormatException other) {
      throw new UnsoundException(new Problem(field, otherwise));
    }
  }

  private static Double real(String text) {
    return new BigDecimal(text).doubleValue();
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "").strip();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
