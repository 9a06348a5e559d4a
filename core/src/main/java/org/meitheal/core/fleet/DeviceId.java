package org.meitheal.core.fleet;

import java.util.regex.Pattern;

/**
 * Names a device for all of its lives: lower-case letters, digits and hyphens, at most 63
 * characters.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public DeviceId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a device id: '" + value + "'");
    }
  }

  /** This device as an end of a link. */
  public NodeId node() {
    return new NodeId(value);
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
