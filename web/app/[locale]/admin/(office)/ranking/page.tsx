import { titleOf } from '@/app/[locale]/admin/title';
import { Ranking } from './ranking';

export const generateMetadata = titleOf('ranking');

export default Ranking;
