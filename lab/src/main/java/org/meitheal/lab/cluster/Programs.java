package org.meitheal.lab.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meitheal.lab.jvm.ExtractedJar;
import org.meitheal.lab.jvm.ServiceJar;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.StateFolder;

/** The unpacked jars of all services. */
final class Programs {
  private final Map<String, ExtractedJar> jars = new LinkedHashMap<>();

  /** Unpacks what is not unpacked yet. */
  static Programs prepare(LabOptions options, StateFolder state, Progress progress)
      throws IOException, InterruptedException {
    Programs programs = new Programs();
    for (String module : ServicePlans.modules()) {
      ServiceJar jar = ServiceJar.find(options.root(), module);
      ExtractedJar extracted = ExtractedJar.of(jar, state);
      if (!extracted.exists()) {
        progress.report("programs", "unpacking " + module + " (once per build)");
        extracted.extract(jar, state);
      }
      programs.jars.put(module, extracted);
    }
    progress.report("programs", "unpacked");
    return programs;
  }

  ExtractedJar jar(String module) {
    ExtractedJar jar = jars.get(module);
    if (jar == null) {
      throw new IllegalArgumentException("there is no module " + module);
    }
    return jar;
  }
}
