package org.meitheal.scheduler.lead;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Why a lead was lost, in words for the record. */
final class Losses {
  private Losses() {}

  static String describe(IOException lost) {
    return switch (lost) {
      case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
          "it could not be reached";
      case NoHttpResponseException _, ConnectionClosedException _ ->
          "it closed the connection without an answer";
      case InterruptedIOException _ -> "it did not answer in time";
      default -> "the connection to it broke" + inBrackets(lost.getMessage());
    };
  }

  private static String inBrackets(@Nullable String message) {
    return message == null || message.isBlank() ? "" : " (" + message + ")";
  }
}
