package org.meitheal.lab.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds stack traces that were logged since it was made. */
final class LogWatch {
  private static final Pattern FRAME = Pattern.compile("(?m)^\\s+at [\\w.$/@-]+\\(.*\\)$");

  private final Path folder;
  private final Map<Path, Long> sizes = new HashMap<>();

  LogWatch(Path folder) throws IOException {
    this.folder = folder;
    for (Path log : logs()) {
      sizes.put(log, Files.size(log));
    }
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  /** The names of logs with new stack traces, each with its first frame. */
  List<String> stackTraces() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path log : logs()) {
      byte[] all = Files.readAllBytes(log);
      int from = (int) Math.min(all.length, sizes.getOrDefault(log, 0L));
      String fresh = new String(all, from, all.length - from, StandardCharsets.UTF_8);
      FRAME
          .matcher(fresh)
          .results()
          .findFirst()
          .ifPresent(frame -> found.add(log.getFileName() + ":" + frame.group()));
    }
    return found;
  }
}
