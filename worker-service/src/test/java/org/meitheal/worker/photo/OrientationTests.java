package org.meitheal.worker.photo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTests {
  /** Of the stored square with 1 2 above 3 4; the expectations are EXIF's definition. */
  @ParameterizedTest
  @CsvSource({
    "1, 1234", "2, 2143", "3, 4321", "4, 3412", "5, 1324", "6, 3142", "7, 4231", "8, 2413",
    "0, 1234", "9, 1234"
  })
  void turnsAsExifSays(int exif, String upright) {
    RgbImage stored = new RgbImage(2, 2);
    for (int i = 0; i < 4; i++) {
      stored.set(0, i % 2, i / 2, i + 1);
    }

    RgbImage turned = Orientation.ofExif(exif).apply(stored);

    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      seen.append(turned.sample(0, i % 2, i / 2));
    }
    assertThat(seen).hasToString(upright);
  }
}
