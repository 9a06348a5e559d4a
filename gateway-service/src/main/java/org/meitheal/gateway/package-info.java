/** The one public door: keys, quotas, size limits and routes, and nothing that knows a tensor. */
@NullMarked
package org.meitheal.gateway;

import org.jspecify.annotations.NullMarked;
