package org.meitheal.protocol.oip;

import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes flat parameters, into an object that is open. */
final class FlatParameters {
  private FlatParameters() {}

  static void write(Map<String, Object> parameters, JsonGenerator out) {
    parameters.forEach((name, value) -> write(name, value, out));
  }

  private static void write(String name, Object value, JsonGenerator out) {
    switch (value) {
      case Boolean flag -> out.writeBooleanProperty(name, flag);
      case Integer number -> out.writeNumberProperty(name, number);
      case Long number -> out.writeNumberProperty(name, number);
      case Double number when Double.isFinite(number) -> out.writeNumberProperty(name, number);
      default -> out.writeStringProperty(name, value.toString());
    }
  }
}
