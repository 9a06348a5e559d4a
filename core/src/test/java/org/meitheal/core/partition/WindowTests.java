package org.meitheal.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowTests {
  static List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    for (int kernel = 1; kernel <= 4; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int dilation = 1; dilation <= 2; dilation++) {
          int reach = dilation * (kernel - 1) + 1;
          for (int pad = 0; pad < reach; pad++) {
            windows.add(new Window(kernel, stride, dilation, pad, reach - 1 - pad, false));
            windows.add(new Window(kernel, stride, dilation, pad / 2, pad / 2, true));
          }
        }
      }
    }
    return windows;
  }

  @ParameterizedTest
  @MethodSource("windows")
  void countsAsPyTorchDoes(Window window) {
    for (int inputs = Math.max(1, window.reach() - window.before()); inputs < 20; inputs++) {
      assertThat(window.outputs(inputs)).isEqualTo(Layer.outputs(window, inputs));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // kernel, stride, dilation, before, after, ceil, inputs, outputs as torch gives them
    "3, 2, 1, 0, 1, false, 224, 112",
    "3, 2, 1, 1, 1, false, 113, 57",
    "3, 2, 1, 1, 1, true, 112, 57",
    "2, 2, 1, 0, 0, true, 7, 4",
    "2, 2, 1, 1, 1, true, 7, 4",
    "3, 1, 2, 2, 2, false, 9, 9",
    "1, 2, 1, 0, 0, false, 5, 3",
    "2, 2, 1, 0, 0, true, 1, 1",
    "7, 2, 1, 3, 3, false, 224, 112"
  })
  void countsTheseAsTorch(
      int kernel,
      int stride,
      int dilation,
      int before,
      int after,
      boolean ceil,
      int inputs,
      int outputs) {
    assertThat(new Window(kernel, stride, dilation, before, after, ceil).outputs(inputs))
        .isEqualTo(outputs);
  }

  @Test
  void refusesAnInputThatIsTooSmall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(7, 1, 1, 1, 1, false).outputs(4))
        .withMessageContaining("fewer than a window of 7");
  }

  @Test
  void refusesPaddingThatIsAsLargeAsTheWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(3, 1, 1, 3, 0, false))
        .withMessageContaining("padding alone");
  }
}
