package org.meitheal.protocol.execution;

/** How a lead spent its time, in milliseconds; in the header {@code Meitheal-Timings} as JSON. */
public record Timings(double queueMs, double inputMs, double computeMs, double outputMs) {
  public static final String HEADER = "Meitheal-Timings";
}
