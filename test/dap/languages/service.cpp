#include <cstdio>
#include <unistd.h>

// Line 9 is where the tests stop.

int handle(int value) {
  int twice = value * 2;

  printf("handled %d\n", twice);
  fflush(stdout);
  return twice;
}

int main(int argc, char **argv) {
  bool forever = argc > 1 && argv[1][0] == 'f';
  for (int value = 20; forever || value < 22; value++) {
    handle(value);
    if (forever) usleep(20000);
  }
  return 3;
}
