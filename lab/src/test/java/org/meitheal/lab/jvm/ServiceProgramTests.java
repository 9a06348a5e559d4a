package org.meitheal.lab.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceProgramTests {
  private static final Path LOG = Path.of("log");
  private static final Path CACHE = Path.of("unfinished.aot");

  @Test
  void rehearsesWhereNobodyFindsIt() {
    ServiceProgram worker =
        service(
            "--server.address=127.0.1.1",
            "--server.port=8090",
            "--meitheal.worker.registry-url=http://127.0.1.250:8081",
            "--meitheal.worker.lanes=2");

    assertThat(worker.canRehearse()).isTrue();
    assertThat(worker.address()).isEqualTo("127.0.1.1");
    assertThat(worker.rehearsal(CACHE, 1234, 4321, LOG).command())
        .contains("-XX:AOTCacheOutput=unfinished.aot")
        .endsWith(
            "--server.address=127.0.1.1",
            "--server.port=1234",
            "--meitheal.worker.registry-url=http://127.0.0.1:4321",
            "--meitheal.worker.lanes=2");
  }

  @Test
  void leavesTheRegistryAlone() {
    ServiceProgram registry = service("--server.port=8081");

    assertThat(registry.canRehearse()).isFalse();
    assertThat(registry.training(CACHE, LOG).command())
        .contains("-Dspring.context.exit=onRefresh")
        .endsWith("--server.port=8081");
  }

  private static ServiceProgram service(String... arguments) {
    ExtractedJar jar = new ExtractedJar("module", Path.of("folder"), Path.of("folder", "a.jar"));
    return new ServiceProgram(
        "name", jar, JvmKind.CONTROL_PLANE, List.of(arguments), Map.of(), LOG);
  }
}
