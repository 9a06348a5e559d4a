package org.meitheal.lab.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTests {
  @TempDir Path folder;

  @Test
  void isForItsOwnerAlone() throws IOException {
    StateFolder state = new StateFolder(folder.resolve("state")).create();
    assertThat(permissions(state.root())).isEqualTo("rwx------");
    Path secret = state.keys().resolve("operator.key");
    String key = Secrets.readOrMake(secret, Secrets::apiKey);
    assertThat(permissions(secret)).isEqualTo("rw-------");
    assertThat(key).matches("mk_[0-9a-f]+_[A-Za-z0-9_-]{43}");
    assertThat(Secrets.readOrMake(secret, Secrets::apiKey)).isEqualTo(key);
  }

  @Test
  void isEmptiedButForWhatIsKept() throws IOException {
    StateFolder state = new StateFolder(folder.resolve("state")).create();
    Files.createDirectories(state.programs().resolve("a/lib"));
    Files.writeString(state.programs().resolve("a/lib/x.jar"), "x");
    Files.writeString(state.log("gateway"), "line");
    state.empty(List.of(state.programs()));
    assertThat(state.programs().resolve("a/lib/x.jar")).exists();
    assertThat(state.logs()).doesNotExist();
    state.empty(List.of());
    assertThat(state.root()).isEmptyDirectory();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
