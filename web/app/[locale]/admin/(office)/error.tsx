'use client';

import { Broken } from '@/ui/broken';

export default Broken;
