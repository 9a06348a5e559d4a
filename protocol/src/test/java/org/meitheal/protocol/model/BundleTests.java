package org.meitheal.protocol.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTests {
  private static final String LAYER =
      """
      {"kind":"convolution","kernel":3,"stride":2,"dilation":1,"padding":{"top":0,"bottom":1,"left":0,"right":1},
       "in_channels":3,"out_channels":4,"groups":1}\
      """;

  @TempDir Path folder;
  private String manifest;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("stem.pt"), "stem");
    Files.writeString(folder.resolve("head.pt"), "the head");
    Files.writeString(folder.resolve("labels.txt"), "cat\ndog\n");
    manifest =
        """
        {"format":1,"name":"tiny","version":"1","platform":"pytorch_torchscript",
         "input":{"name":"image","datatype":"FP32","shape":[-1,3,-1,-1],"minimum_size":[8,8],"maximum_size":[64,64]},
         "output":{"name":"logits","datatype":"FP32","shape":[-1,2]},
         "preprocessing":{"size":16,"resize":"bilinear-short-side","crop":"centre","normalisation":{"mean":127.0}},
         "default_deadline_ms":100,"reference_size":[10,20],
         "segments":[
          {"name":"stem","file":"stem.pt","sha256":"STEM","bytes":4,"spatial":true,"in_channels":3,"out_channels":4,
           "stride":2,"kernel":3,"padding":{"top":0,"bottom":1,"left":0,"right":1},"layers":[LAYER],"residual":false,"multiply_adds":1000},
          {"name":"head","file":"head.pt","sha256":"HEAD","bytes":8,"spatial":false,"in_channels":4,"out_channels":2,"multiply_adds":30}],
         "labels":{"file":"labels.txt","sha256":"LABELS"},"origin":{"weights":"none"}}
        """
            .replace("LAYER", LAYER)
            .replace("STEM", sha256("stem"))
            .replace("HEAD", sha256("the head"))
            .replace("LABELS", sha256("cat\ndog\n"));
    Files.writeString(folder.resolve("model.json"), manifest);
  }

  @Test
  void opensWhatIsIntact() throws Exception {
    Bundle bundle = Bundle.open(folder);

    assertThat(bundle.manifest().name()).isEqualTo("tiny");
    assertThat(bundle.labels()).containsExactly("cat", "dog");
    assertThat(bundle.sha256()).isEqualTo(sha256(manifest));
    assertThat(bundle.file(bundle.manifest().segments().getFirst())).hasContent("stem");
  }

  @Test
  void labelsAreOptional() throws Exception {
    write(manifest.replaceAll("\"labels\":\\{[^}]*},", ""));
    Files.delete(folder.resolve("labels.txt"));

    Bundle bundle = Bundle.open(folder);

    assertThat(bundle.manifest().hasLabels()).isFalse();
    assertThat(bundle.labels()).isEmpty();
  }

  @Test
  void readsPoolingsThatRoundUp() throws Exception {
    write(
        manifest.replace(
            LAYER,
            LAYER
                .replace("convolution", "max_pool")
                .replace("\"groups\":1", "\"groups\":4,\"ceil_mode\":true")));

    var stem = Bundle.open(folder).manifest().segments().getFirst();

    assertThat(stem.layers())
        .singleElement()
        .satisfies(layer -> {
          assertThat(layer.kind()).isEqualTo("max_pool");
          assertThat(layer.ceilMode()).isTrue();
        });
  }

  @Test
  void aSegmentHasRowPiecesOnlyWhereTheManifestSaysSo() throws Exception {
    assertThat(stem().hasRowPieces()).isFalse();
    write(manifest.replace("\"residual\":false", "\"residual\":false,\"row_pieces\":false"));
    assertThat(stem().hasRowPieces()).isFalse();
    write(manifest.replace("\"residual\":false", "\"residual\":false,\"row_pieces\":true"));
    assertThat(stem().hasRowPieces()).isTrue();
  }

  @Test
  void countsTheWorkOfAnInput() {
    ModelManifest model = Bundle.open(folder).manifest();

    assertThat(model.multiplyAdds(List.of(1L, 3L, 10L, 20L))).isEqualTo(1030);
    assertThat(model.multiplyAdds(List.of(2L, 3L, 20L, 20L))).isEqualTo(2 * (2000 + 30));
    assertThatIllegalArgumentException().isThrownBy(() -> model.multiplyAdds(List.of(1L, 3L)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.multiplyAdds(List.of(0L, 3L, 1L, 1L)));
  }

  @ParameterizedTest
  @CsvSource({"stem.pt,STEM", "head.pt,the hEad", "labels.txt,cat"})
  void noticesAChangedFile(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);

    assertRefused(file + " was changed");
  }

  @Test
  void noticesAMissingFileALongerOneAndALink() throws IOException {
    Files.writeString(folder.resolve("stem.pt"), "stem and more");
    assertRefused("stem.pt has 13 bytes, not 4");
    Path elsewhere = Files.move(folder.resolve("stem.pt"), folder.resolve("elsewhere"));
    assertRefused("no file stem.pt");
    Files.createSymbolicLink(folder.resolve("stem.pt"), elsewhere);
    assertRefused("no file stem.pt");
    Files.delete(folder.resolve("model.json"));
    assertRefused("no file model.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":1 | \"format\":2 | format 2",
        "\"name\":\"tiny\", | '' | name",
        "\"file\":\"stem.pt\" | \"file\":\"../stem.pt\" | plain file name",
        "\"file\":\"stem.pt\" | \"file\":\"/etc/passwd\" | plain file name",
        "\"file\":\"stem.pt\" | \"file\":\"head.pt\" | share the file",
        "\"in_channels\":4 | \"in_channels\":5 | takes 5 channels",
        "\"out_channels\":2 | \"out_channels\":3 | the head gives 3",
        "\"spatial\":false | \"spatial\":true | must be the head",
        "\"spatial\":true | \"spatial\":false | not spatial",
        "\"stride\":2,\"kernel\":3,\"padding\" | \"kernel\":3,\"padding\" | needs stride",
        "\"stride\":2,\"kernel\":3,\"padding\" | \"stride\":4,\"kernel\":3,\"padding\" | another stride",
        "\"layers\" | \"other\" | needs layers",
        "\"kind\":\"convolution\" | \"kind\":\"upsampling\" | kind 'upsampling'",
        "\"dilation\":1 | \"dilation\":0 | not positive",
        "\"top\":0 | \"top\":-1 | negative padding",
        "\"reference_size\":[10,20] | \"reference_size\":[0,20] | reference_size",
        "\"minimum_size\":[8,8] | \"minimum_size\":[8,80] | minimum_size",
        "\"shape\":[-1,3,-1,-1] | \"shape\":[-1,3] | NCHW",
        "\"multiply_adds\":30 | \"multiply_adds\":-1 | multiply_adds",
        "\"version\":\"1\" | \"version\":null | version",
        "\"shape\":[-1,2] | \"shape\":[-1,null] | shape"
      })
  void refusesAManifestThatMakesNoSense(String part, String other, String why) throws IOException {
    assertThat(manifest).contains(part);
    Files.writeString(folder.resolve("model.json"), manifest.replace(part, other));

    assertRefused(why);
  }

  @Test
  void refusesOtherLabels() throws Exception {
    Files.writeString(folder.resolve("labels.txt"), "cat\n");
    Files.writeString(
        folder.resolve("model.json"), manifest.replace(sha256("cat\ndog\n"), sha256("cat\n")));

    assertRefused("1 labels for 2 values");
  }

  private ModelManifest.Segment stem() {
    return Bundle.open(folder).manifest().segments().getFirst();
  }

  private void write(String content) throws IOException {
    assertThat(content).isNotEqualTo(manifest);
    Files.writeString(folder.resolve("model.json"), content);
  }

  private void assertRefused(String why) {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.open(folder))
        .withMessageContaining(why)
        .withMessageContaining(folder.toString());
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
