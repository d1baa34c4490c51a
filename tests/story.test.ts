import { startStack } from './stack.ts';
import { test } from 'node:test';
import { tellStory } from './story.ts';

test('one order goes all the way, all workers in one process', async () => {
  const stack = await startStack();
  try {
    await tellStory(stack);
  } finally {
    await stack.stop();
  }
});
