package org.meitheal.lab.emulator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bandwidth, written as networks write it: {@code 20Mb/s}, {@code 1Gb/s}, {@code 64kb/s}, or
 * {@code unlimited}.
 *
 * @param bytesPerSecond 0 is unlimited
 */
public record Bandwidth(long bytesPerSecond) {
  public static final Bandwidth UNLIMITED = new Bandwidth(0);

  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kKmMgG])(?:b/s|bit/s|bps|bit)");

  public Bandwidth {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a bandwidth must not be negative");
    }
  }

  public static Bandwidth ofMegabitsPerSecond(double megabits) {
    return new Bandwidth(Math.round(megabits * 1e6 / 8));
  }

  public static Bandwidth parse(String text) {
    if (text.equalsIgnoreCase("unlimited")) {
      return UNLIMITED;
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a bandwidth; write 20Mb/s, 1Gb/s, 64kb/s or unlimited");
    }
    long bytes = Math.round(Double.parseDouble(form.group(1)) * unit(form.group(2)) / 8);
    if (bytes == 0) {
      throw new IllegalArgumentException("a bandwidth of 0 is a cut link: use --cut");
    }
    return new Bandwidth(bytes);
  }

  private static double unit(String prefix) {
    return switch (prefix.toLowerCase(Locale.ROOT)) {
      case "k" -> 1e3;
      case "m" -> 1e6;
      default -> 1e9;
    };
  }

  public boolean unlimited() {
    return bytesPerSecond == 0;
  }

  /** How long that many bytes take. */
  long nanosFor(long bytes) {
    return unlimited() ? 0 : Math.round(bytes * 1e9 / bytesPerSecond);
  }

  @Override
  public String toString() {
    if (unlimited()) {
      return "unlimited";
    }
    double bits = bytesPerSecond * 8.0;
    if (bits >= 1e9) {
      return shortest(bits / 1e9) + "Gb/s";
    }
    return bits >= 1e6 ? shortest(bits / 1e6) + "Mb/s" : shortest(bits / 1e3) + "kb/s";
  }

  private static String shortest(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}
