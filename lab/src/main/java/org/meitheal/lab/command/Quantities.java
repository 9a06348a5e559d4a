package org.meitheal.lab.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.Trace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Quantities as people write them. */
final class Quantities {
  private Quantities() {}

  /** {@code 40ms}, {@code 1.5s}, {@code 200us}; a bare number is milliseconds. */
  static final class Milliseconds implements ITypeConverter<Double> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(us|µs|ms|s)?");

    @Override
    public Double convert(String text) {
      Matcher form = FORM.matcher(text.strip());
      if (!form.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a time; write 40ms, 1.5s or 200us");
      }
      double value = Double.parseDouble(form.group(1));
      String unit = form.group(2) == null ? "ms" : form.group(2);
      return switch (unit) {
        case "s" -> value * 1000;
        case "ms" -> value;
        default -> value / 1000;
      };
    }
  }

  /** {@code w1} as its enum constant. */
  static final class TraceName implements ITypeConverter<Trace.Rule> {
    @Override
    public Trace.Rule convert(String text) {
      try {
        return Trace.Rule.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "there is no trace '" + text + "'; there are uniform, w1, w2, w3 and w4");
      }
    }
  }

  /** {@code live} as its enum constant. */
  static final class SettingName implements ITypeConverter<Setting> {
    @Override
    public Setting convert(String text) {
      try {
        return Setting.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "there is no setting '" + text + "'; there are calibrated and live");
      }
    }
  }

  /** A TCP port with one after it. */
  static final class Port implements ITypeConverter<Integer> {
    private static final int LARGEST = 65_534;

    @Override
    public Integer convert(String text) {
      int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
      if (port < 1 || port > LARGEST) {
        throw new TypeConversionException(
            "'%s' is not a port; write a number from 1 to %d".formatted(text, LARGEST));
      }
      return port;
    }
  }

  /** {@code cloud-rtt} as its enum constant. */
  static final class CheckName implements ITypeConverter<CheckCommand.Name> {
    @Override
    public CheckCommand.Name convert(String text) {
      try {
        return CheckCommand.Name.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "there is no check '" + text + "'; there are cloud-rtt, kill-lead and bad-input");
      }
    }
  }

  /** {@code 1%} as 0.01; less than 100 %. */
  static final class Percentage implements ITypeConverter<Double> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%?");

    @Override
    public Double convert(String text) {
      Matcher form = FORM.matcher(text.strip());
      double value = form.matches() ? Double.parseDouble(form.group(1)) / 100 : 1;
      if (value >= 1) {
        throw new TypeConversionException(
            "'" + text + "' is not a loss; write a percentage below 100, such as 1%");
      }
      return value;
    }
  }
}
