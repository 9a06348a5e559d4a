package org.meitheal.protocol.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventsTests {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void readsEventsWithAnyLineEnd(String end) throws IOException {
    String stream =
        ": hello\n\nid: 7\nevent: device\ndata: {\"a\":\ndata:1}\n\ndata: x\nretry: 5\nwhat\n\n:\n\nid:8\n\ndata\n\n";

    assertThat(read(stream.replace("\n", end)))
        .containsExactly(
            new ServerSentEvent("7", "device", "{\"a\":\n1}"),
            new ServerSentEvent("7", "message", "x"),
            new ServerSentEvent("8", "message", ""));
  }

  @Test
  void dropsWhatTheEndCutsOff() throws IOException {
    assertThat(read("data: a\n\ndata: b\n"))
        .containsExactly(new ServerSentEvent("", "message", "a"));
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    assertThat(read("\uFEFFdata: ä€\n\n"))
        .containsExactly(new ServerSentEvent("", "message", "ä€"));
  }

  @Test
  void isBounded() {
    for (String stream : List.of("data: " + "a".repeat(200), "data: aaaaaaaaaaaa\n".repeat(20))) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(stream));
    }
  }

  private static List<ServerSentEvent> read(String stream) throws IOException {
    List<ServerSentEvent> events = new ArrayList<>();
    try (ServerSentEvents in =
        new ServerSentEvents(new ByteArrayInputStream(stream.getBytes(UTF_8)), 100)) {
      ServerSentEvent event;
      while ((event = in.next()) != null) {
        events.add(event);
      }
    }
    return events;
  }
}
