package org.meitheal.dashboard.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes quantities with two or three figures and a unit; what is not known is a dash. */
public final class Quantities {
  public static final String UNKNOWN = "–";

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Quantities() {}

  public static String milliseconds(@Nullable Double ms) {
    if (ms == null || !Double.isFinite(ms)) {
      return UNKNOWN;
    }
    if (ms >= 1000) {
      return format("%.2f s", ms / 1000);
    }
    return format(ms < 10 ? "%.1f ms" : "%.0f ms", ms);
  }

  /** Of a link, in bits a second as networks are sold. */
  public static String bandwidth(@Nullable Double bytesPerSecond) {
    if (bytesPerSecond == null || !Double.isFinite(bytesPerSecond)) {
      return UNKNOWN;
    }
    double megabits = bytesPerSecond * 8 / 1e6;
    return megabits >= 1000
        ? format("%.1f Gb/s", megabits / 1000)
        : format(megabits < 10 ? "%.1f Mb/s" : "%.0f Mb/s", megabits);
  }

  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000 ? format("%.0f KB", bytes / 1e3) : format("%.1f MB", bytes / 1e6);
  }

  /** Never 100 % for what is not certain. */
  public static String probability(@Nullable Double probability) {
    if (probability == null || !Double.isFinite(probability)) {
      return UNKNOWN;
    }
    if (probability > 0.999 && probability < 1) {
      return "> 99.9 %";
    }
    if (probability < 0.001 && probability > 0) {
      return "< 0.1 %";
    }
    return format("%.1f %%", probability * 100);
  }

  public static String percent(double share) {
    return format("%.0f %%", share * 100);
  }

  /** Also of what is very little or very much. */
  public static String share(double share) {
    if (share > 10) {
      return format(share < 1e4 ? "%.0f times" : "%.0e times", share);
    }
    return format(share < 0.01 ? "%.2g %%" : "%.1f %%", share * 100);
  }

  /** How long ago, or how long: one figure and a unit, tenths below ten seconds. */
  public static String age(Duration age) {
    double seconds = Math.max(0, age.toMillis() / 1000.0);
    if (seconds < 10) {
      return format("%.1f s", seconds);
    }
    if (seconds < 120) {
      return format("%.0f s", seconds);
    }
    if (seconds < 7200) {
      return format("%.0f min", Math.floor(seconds / 60));
    }
    return seconds < 172_800
        ? format("%.0f h", Math.floor(seconds / 3600))
        : format("%.0f d", Math.floor(seconds / 86_400));
  }

  /** A length of time that somebody chose: in the largest unit that it fills. */
  public static String span(double seconds) {
    if (seconds >= 172_800 || (seconds > 0 && seconds % 86_400 == 0)) {
      return shortest(seconds / 86_400) + " d";
    }
    if (seconds >= 3_600) {
      return shortest(seconds / 3_600) + " h";
    }
    return seconds >= 60 ? shortest(seconds / 60) + " min" : shortest(seconds) + " s";
  }

  private static String shortest(double value) {
    String text = format("%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** UTC, to the second. */
  public static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** UTC, to the millisecond, with its date. */
  public static String moment(Instant at) {
    return MOMENT.format(at);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
