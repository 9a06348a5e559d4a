package org.meitheal.protocol.oip;

/** Keeps what a caller sent from blowing up what it is answered. */
final class Texts {
  private static final int LONGEST = 64;

  private Texts() {}

  static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
