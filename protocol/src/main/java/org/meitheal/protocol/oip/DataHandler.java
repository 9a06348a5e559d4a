package org.meitheal.protocol.oip;

import tools.jackson.core.JsonParser;

/** What becomes of the {@code data} of a JSON input. */
interface DataHandler {
  /**
   * Called on the first token of {@code data}; leaves the parser on its last.
   *
   * @param tensor what was said of the input before its data
   * @return how many elements there are
   */
  long data(JsonParser parser, TensorHeadParser tensor);
}
