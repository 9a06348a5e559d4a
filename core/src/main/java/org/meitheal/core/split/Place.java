package org.meitheal.core.split;

import org.meitheal.core.fleet.DeviceId;

/**
 * A lane of a device.
 *
 * @param lane its number, from 0
 */
public record Place(DeviceId device, int lane) {}
