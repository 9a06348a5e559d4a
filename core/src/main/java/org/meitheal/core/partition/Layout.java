package org.meitheal.core.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which part holds which box of an activation. The boxes are disjoint and cover all of it; a part
 * may hold nothing.
 *
 * @param boxes by part
 */
public record Layout(List<Box> boxes) {
  public Layout {
    boxes = List.copyOf(boxes);
    if (boxes.isEmpty()) {
      throw new IllegalArgumentException("a layout has at least one part");
    }
  }

  /** All of it at one part. */
  public static Layout at(int part, int parts, Box whole) {
    Box[] boxes = new Box[parts];
    Arrays.fill(boxes, Box.EMPTY);
    boxes[part] = whole;
    return new Layout(List.of(boxes));
  }

  /** Strips of rows, one a part, in order; as uneven as {@code shares}. */
  public static Layout rows(int items, Size size, Shares shares) {
    List<Box> boxes = new ArrayList<>();
    for (Interval rows : shares.of(size.height())) {
      boxes.add(new Box(Interval.upTo(items), rows, Interval.upTo(size.width())));
    }
    return normal(boxes);
  }

  /** Items of the batch, in order. */
  public static Layout items(int items, Size size, Shares shares) {
    List<Box> boxes = new ArrayList<>();
    for (Interval some : shares.of(items)) {
      boxes.add(new Box(some, Interval.upTo(size.height()), Interval.upTo(size.width())));
    }
    return normal(boxes);
  }

  /** 2-D tiles, row by row: part {@code r · columns + c}. */
  public static Layout tiles(int items, Size size, Shares rows, Shares columns) {
    List<Box> boxes = new ArrayList<>();
    for (Interval someRows : rows.of(size.height())) {
      for (Interval someColumns : columns.of(size.width())) {
        boxes.add(new Box(Interval.upTo(items), someRows, someColumns));
      }
    }
    return normal(boxes);
  }

  public int parts() {
    return boxes.size();
  }

  public Box box(int part) {
    return boxes.get(part);
  }

  /**
   * @throws IllegalArgumentException unless the boxes are disjoint and cover {@code whole}
   */
  void requireCovers(Box whole) {
    long pixels = 0;
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      pixels += box.pixels();
      if (!whole.contains(box)) {
        throw new IllegalArgumentException("part %d lies outside: %s".formatted(i, box));
      }
      for (int j = 0; j < i; j++) {
        if (!box.intersect(boxes.get(j)).isEmpty()) {
          throw new IllegalArgumentException("parts %d and %d overlap".formatted(j, i));
        }
      }
    }
    if (pixels != whole.pixels()) {
      throw new IllegalArgumentException("the parts do not cover %s".formatted(whole));
    }
  }

  private static Layout normal(List<Box> boxes) {
    boxes.replaceAll(box -> box.isEmpty() ? Box.EMPTY : box);
    return new Layout(boxes);
  }
}
