package org.meitheal.dashboard.lab;

/** What was just done, in a sentence. */
final class Done {
  static final String LINKS = "links";
  static final String MEDIA = "media";
  static final String LOAD = "load";
  static final String STOPPED = "stopped";

  private Done() {}

  /**
   * @param word one of the above, or a worker's name and what was done to it with a dot between
   * @return empty where nothing was
   */
  static String text(String word) {
    return switch (word) {
      case LINKS -> "The links are changed.";
      case MEDIA -> "The shared media are changed.";
      case LOAD -> "The load is being sent.";
      case STOPPED -> "The load is stopped; what was sent is still waited for.";
      default -> worker(word);
    };
  }

  private static String worker(String word) {
    int dot = word.lastIndexOf('.');
    return dot <= 0
        ? ""
        : WorkerDeed.of(word.substring(dot + 1))
            .map(deed -> word.substring(0, dot) + " " + deed.result())
            .orElse("");
  }
}
