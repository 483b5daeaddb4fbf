"""Open geodata becomes our drawing of the city. At build time only; the file it writes is its
interface."""
