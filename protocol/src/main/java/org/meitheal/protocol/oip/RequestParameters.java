package org.meitheal.protocol.oip;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Objective;
import org.meitheal.core.placement.Placement;

/**
 * What a request says about how it is to be done; null is what it leaves open.
 *
 * @param priority 1 is highest, 0 the default
 * @param source the device that the request belongs to
 * @param targetReliability in (0, 1)
 * @param placement the only one that may be chosen
 * @param maxDevices that may take part
 * @param pipeline that the request is a step of, by a name of the client's choice
 */
public record RequestParameters(
    @Nullable Duration deadline,
    int priority,
    @Nullable DeviceId source,
    @Nullable Objective objective,
    @Nullable Double targetReliability,
    @Nullable Placement placement,
    @Nullable Integer maxDevices,
    @Nullable String pipeline) {
  private static final double MAX_DEADLINE_MS = Duration.ofDays(1).toMillis();
  private static final int MOST_DEVICES = 64;
  private static final int LONGEST_PIPELINE = 128;
  private static final List<String> NAMES =
      List.of(
          "deadline_ms",
          "timeout",
          "priority",
          "source",
          "objective",
          "target_reliability",
          "placement",
          "max_devices",
          "pipeline");

  /** Of no pipeline. */
  public RequestParameters(
      @Nullable Duration deadline,
      int priority,
      @Nullable DeviceId source,
      @Nullable Objective objective,
      @Nullable Double targetReliability,
      @Nullable Placement placement,
      @Nullable Integer maxDevices) {
    this(deadline, priority, source, objective, targetReliability, placement, maxDevices, null);
  }

  /**
   * Reads flat parameters and the headers that mirror them ({@code Meitheal-Deadline-Ms} and so
   * on). Of one name the parameter wins over the header; {@code deadline_ms} wins over {@code
   * timeout} (microseconds, 0 is none).
   *
   * @param flat of {@link InferHead#parameters}; empty where the body is no OIP request
   * @param header finds a header by name
   * @throws OipException 400 for a value that is not usable, with its name
   */
  public static RequestParameters parse(
      Map<String, Object> flat, Function<String, @Nullable String> header) {
    Map<String, String> values = merge(flat, header);
    return new RequestParameters(
        deadline(values),
        (int) number(values, "priority", 0, Integer.MAX_VALUE, 0, true),
        source(values.get("source")),
        choice(values, "objective", Objective.class),
        reliability(values),
        choice(values, "placement", Placement.class),
        values.containsKey("max_devices")
            ? (Integer) (int) number(values, "max_devices", 1, MOST_DEVICES, 1, true)
            : null,
        pipeline(values.get("pipeline")));
  }

  /** The same, where there are headers only. */
  public static RequestParameters ofHeaders(Function<String, @Nullable String> header) {
    return parse(Map.of(), header);
  }

  private static Map<String, String> merge(
      Map<String, Object> flat, Function<String, @Nullable String> header) {
    Map<String, String> values = new HashMap<>();
    for (String name : NAMES) {
      Object value = flat.get(name);
      String text = value == null ? header.apply(headerName(name)) : value.toString();
      if (text != null && !text.isBlank()) {
        values.put(name, text.strip());
      }
    }
    return values;
  }

  /** {@code deadline_ms} is {@code Meitheal-Deadline-Ms}. */
  static String headerName(String name) {
    StringBuilder header = new StringBuilder("Meitheal");
    for (String word : name.split("_", -1)) {
      header.append('-').append(word.substring(0, 1).toUpperCase(Locale.ROOT));
      header.append(word.substring(1));
    }
    return header.toString();
  }

  private static @Nullable Duration deadline(Map<String, String> values) {
    double ms = number(values, "deadline_ms", 0, MAX_DEADLINE_MS, -1, false);
    if (ms == 0) {
      throw OipException.badRequest("deadline_ms must be positive");
    }
    if (ms > 0) {
      return Duration.ofNanos(Math.round(ms * 1e6));
    }
    double micros = number(values, "timeout", 0, MAX_DEADLINE_MS * 1e3, 0, false);
    return micros > 0 ? Duration.ofNanos(Math.round(micros * 1e3)) : null;
  }

  private static @Nullable Double reliability(Map<String, String> values) {
    if (!values.containsKey("target_reliability")) {
      return null;
    }
    double target = number(values, "target_reliability", 0, 1, 0, false);
    if (target == 0 || target == 1) {
      throw OipException.badRequest("target_reliability must lie between 0 and 1");
    }
    return target;
  }

  private static @Nullable String pipeline(@Nullable String name) {
    if (name != null && name.length() > LONGEST_PIPELINE) {
      throw OipException.badRequest("pipeline has " + LONGEST_PIPELINE + " characters at most");
    }
    return name;
  }

  private static double number(
      Map<String, String> values,
      String name,
      double least,
      double most,
      double otherwise,
      boolean whole) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw OipException.badRequest(name + " is no number: '" + Texts.shorten(text) + "'");
    }
    if (!(value >= least && value <= most) || (whole && value != Math.rint(value))) {
      throw OipException.badRequest(
          "%s must be %s between %.0f and %.0f"
              .formatted(name, whole ? "an integer" : "a number", least, most));
    }
    return value;
  }

  private static @Nullable DeviceId source(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      return new DeviceId(id);
    } catch (IllegalArgumentException malformed) {
      throw OipException.badRequest("source is no device id: '" + Texts.shorten(id) + "'");
    }
  }

  private static <E extends Enum<E>> @Nullable E choice(
      Map<String, String> values, String name, Class<E> type) {
    String text = values.get(name);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    throw OipException.badRequest(
        name + " '" + Texts.shorten(text) + "' is not one of " + String.join(", ", known));
  }
}
