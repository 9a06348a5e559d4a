package org.meitheal.core.fleet;

import java.util.regex.Pattern;

/** One end of a link: a device, or a site's control plane ({@code site/NAME}). */
public record NodeId(String value) {
  private static final Pattern FORM = Pattern.compile("(site/)?[a-z0-9][a-z0-9-]{0,62}");

  public NodeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a node id: '" + value + "'");
    }
  }

  /** The control plane of the named site. */
  public static NodeId site(String name) {
    return new NodeId("site/" + name);
  }

  @Override
  public String toString() {
    return value;
  }
}
