package org.meitheal.protocol.oip;

import java.util.List;

/**
 * An input or output as a model's metadata says it.
 *
 * @param shape −1 is variable
 */
public record TensorMetadata(String name, String datatype, List<Long> shape) {}
