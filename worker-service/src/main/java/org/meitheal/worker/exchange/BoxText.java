package org.meitheal.worker.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;

/** A box as it is written in a frame: {@code items,rows,columns}, each {@code from-to}. */
final class BoxText {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9})-(\\d{1,9}),(\\d{1,9})-(\\d{1,9}),(\\d{1,9})-(\\d{1,9})");

  private BoxText() {}

  static String of(Box box) {
    return of(box.items()) + "," + of(box.rows()) + "," + of(box.columns());
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Box parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a box is written as 0-1,0-20,0-640");
    }
    return new Box(interval(matcher, 1), interval(matcher, 3), interval(matcher, 5));
  }

  private static String of(Interval interval) {
    return interval.from() + "-" + interval.to();
  }

  private static Interval interval(Matcher matcher, int group) {
    return new Interval(
        Integer.parseInt(matcher.group(group)), Integer.parseInt(matcher.group(group + 1)));
  }
}
