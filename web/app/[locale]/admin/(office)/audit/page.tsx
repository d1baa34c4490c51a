import { titleOf } from '@/app/[locale]/admin/title';
import { AuditLog } from './audit-log';

export const generateMetadata = titleOf('audit');

export default AuditLog;
